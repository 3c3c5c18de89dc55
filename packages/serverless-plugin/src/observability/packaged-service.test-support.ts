import type { Resources } from '@tradewind/rollout';

const FUNCTIONS = {
  CreateDashcheckout: 'create-checkout',
  ConfirmDashorder: 'confirm-order',
  PublishDashoutbox: 'publish-outbox',
  SendDashmail: 'send-mail',
  ResumeDashcheckouts: 'resume-checkouts',
  CheckDashinvariants: 'check-invariants',
};

function functionParts(): Resources {
  return Object.fromEntries(
    Object.entries(FUNCTIONS).flatMap(([id, key]) => [
      [
        `${id}LogGroup`,
        { Type: 'AWS::Logs::LogGroup', Properties: { LogGroupName: `/aws/lambda/tradewind-orders-prod-${key}` } },
      ],
      [
        `${id}Role`,
        {
          Type: 'AWS::IAM::Role',
          Properties: { Policies: [{ PolicyName: 'own', PolicyDocument: { Statement: [] } }] },
        },
      ],
      [
        `${id}LambdaFunction`,
        {
          Type: 'AWS::Lambda::Function',
          Properties: {
            FunctionName: `tradewind-orders-prod-${key}`,
            Timeout: 10,
            Role: { 'Fn::GetAtt': [`${id}Role`, 'Arn'] },
          },
        },
      ],
    ]),
  );
}

/** A template as the framework makes it, with one of everything that is watched. */
export function packagedService(): Resources {
  return {
    ...functionParts(),
    HttpApi: { Type: 'AWS::ApiGatewayV2::Api', Properties: { Name: 'tradewind-prod' } },
    HttpApiIntegrationCreateDashcheckout: {
      Type: 'AWS::ApiGatewayV2::Integration',
      Properties: { IntegrationUri: { 'Fn::GetAtt': ['CreateDashcheckoutLambdaFunction', 'Arn'] } },
    },
    OutboxMapping: {
      Type: 'AWS::Lambda::EventSourceMapping',
      Properties: { FunctionName: { Ref: 'PublishLiveAlias' }, StartingPosition: 'TRIM_HORIZON' },
    },
    PublishLiveAlias: {
      Type: 'AWS::Lambda::Alias',
      Properties: { Name: 'live', FunctionName: { Ref: 'PublishDashoutboxLambdaFunction' } },
    },
    MailMapping: {
      Type: 'AWS::Lambda::EventSourceMapping',
      Properties: { FunctionName: { 'Fn::GetAtt': ['SendDashmailLambdaFunction', 'Arn'] } },
    },
    ResumeRule: {
      Type: 'AWS::Events::Rule',
      Properties: { Targets: [{ Arn: { 'Fn::Sub': '${ResumeDashcheckoutsLambdaFunction.Arn}' } }] },
    },
    MailQueue: {
      Type: 'AWS::SQS::Queue',
      Properties: {
        QueueName: 'tradewind-orders-prod-mail',
        RedrivePolicy: { deadLetterTargetArn: { 'Fn::GetAtt': ['MailGraveyard', 'Arn'] } },
      },
    },
    MailGraveyard: { Type: 'AWS::SQS::Queue', Properties: { QueueName: 'tradewind-orders-prod-graveyard' } },
    OrdersTable: { Type: 'AWS::DynamoDB::Table', Properties: { TableName: 'tradewind-orders-prod' } },
    CheckoutRole: { Type: 'AWS::IAM::Role', Properties: {} },
    CheckoutStateMachine: {
      Type: 'AWS::StepFunctions::StateMachine',
      Properties: {
        StateMachineName: 'tradewind-orders-prod-checkout',
        RoleArn: { 'Fn::GetAtt': ['CheckoutRole', 'Arn'] },
      },
    },
  };
}
