/**
 * List prices in USD of us-east-1, without free tiers and discounts, as published on the date below. One place, so that a
 * change of price is one line.
 *
 * Sources, each at https://aws.amazon.com/<service>/pricing/: lambda, api-gateway, dynamodb, sqs, eventbridge,
 * step-functions, cloudwatch, xray, kms, secrets-manager, systems-manager, waf, vpc, cloudfront, ses, cognito, s3.
 */
export const PRICES = {
  asOf: '2026-11-01',
  region: 'us-east-1',
  lambda: {
    /** Per request. */
    request: 0.2 / 1e6,
    /** Per GB-second on arm64, first tier. */
    gbSecond: 0.000_013_333_4,
    /** Per GB-second that concurrency is kept provisioned on arm64. */
    provisionedGbSecond: 0.000_003_333_4,
    /** Per GB-second of duration on provisioned concurrency on arm64. */
    provisionedDurationGbSecond: 0.000_007_777_8,
  },
  httpApi: { request: 1 / 1e6 },
  restApi: {
    request: 3.5 / 1e6,
    /** Per hour, by the cache's size in GB. */
    cacheHour: { '0.5': 0.02, '1.6': 0.038, '6.1': 0.2 },
  },
  dynamodb: {
    /** Per write request unit, on demand. */
    write: 0.625 / 1e6,
    /** Per read request unit, on demand. */
    read: 0.125 / 1e6,
    /** Per GB and month. */
    storage: 0.25,
    /** Continuous backups, per GB and month. */
    recovery: 0.2,
  },
  sqs: { request: 0.4 / 1e6 },
  events: {
    /** Per custom event of up to 64 KB. */
    event: 1 / 1e6,
    /** Per GB taken into an archive. */
    archiveGb: 0.1,
    /** Per GB and month kept in an archive. */
    archiveStorage: 0.023,
  },
  states: {
    /** Per execution of an Express machine. */
    expressRequest: 1 / 1e6,
    /** Per GB-second of an Express execution, first tier; memory in steps of 64 MB. */
    expressGbSecond: 0.000_016_67,
    /** Per state transition of a Standard machine. */
    transition: 0.000_025,
  },
  logs: {
    /** Per GB taken in. */
    ingestedGb: 0.5,
    /** Per GB and month, compressed. */
    storage: 0.03,
  },
  metrics: {
    /** Per custom metric and month, first tier. */
    metric: 0.3,
    /** Per metric that an alarm watches, and month, at a period of a minute or more. */
    alarm: 0.1,
    /** Per dashboard and month. */
    dashboard: 3,
  },
  xray: { trace: 5 / 1e6 },
  kms: {
    /** Per key and month. */
    key: 1,
    request: 0.03 / 1e4,
  },
  secrets: {
    /** Per secret and month. */
    secret: 0.4,
    request: 0.05 / 1e4,
  },
  waf: {
    /** Per web ACL and month. */
    acl: 5,
    /** Per rule or managed group of an ACL, and month. */
    rule: 1,
    request: 0.6 / 1e6,
  },
  network: {
    /** Per NAT gateway and hour. */
    natHour: 0.045,
    /** Per interface endpoint, zone and hour. */
    endpointHour: 0.01,
    /** Per GB sent to the internet, first tier. */
    outGb: 0.09,
  },
  cdn: {
    /** Per HTTPS request in Europe and North America. */
    request: 0.01 / 1e4,
    /** Per GB sent, first tier. */
    outGb: 0.085,
  },
  mail: { message: 0.1 / 1e3 },
  cognito: {
    /** Per monthly active user of the Lite tier. */
    activeUser: 0.0055,
  },
  storage: {
    /** S3 Standard, per GB and month. */
    gb: 0.023,
  },
} as const;

/** AWS bills months by the hour; a month of 30 days has this many. */
export const HOURS_A_MONTH = 720;
export const DAYS_A_MONTH = 30;
