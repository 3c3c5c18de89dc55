// Written by `npm run generate:client` from the OpenAPI document of the contracts: change those instead.

export interface Stock {
  sku: string;
  available: number;
  locations: {
    locationId: string;
    onHand: number;
    reserved: number;
    available: number;
  }[];
}

export interface StockAdjustment {
  locationId: string;
  delta: number;
  reason: 'initial' | 'received' | 'returned' | 'correction' | 'damaged' | 'lost';
  note?: string;
}
