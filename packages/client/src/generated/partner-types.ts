// Written by `npm run generate:client` from the OpenAPI document of the contracts: change those instead.

export interface PartnerStock {
  sku: string;
  available: number;
  onHand: number;
  reserved: number;
  locations: string;
}

export interface StockFeed {
  feedId: string;
  locationId: string;
  /**
   * @minItems 1
   * @maxItems 500
   */
  lines: {
    sku: string;
    onHand: number;
  }[];
}

export interface SubmitStockFeedResponse {
  receipt: string;
}
