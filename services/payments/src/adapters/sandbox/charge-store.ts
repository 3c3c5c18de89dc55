/** `failing`: the first ask was answered by an error, the next will succeed. */
export type ChargeStatus = 'authorized' | 'declined' | 'failing' | 'voided';

export interface SandboxCharge {
  readonly key: string;
  readonly status: ChargeStatus;
}

/** The sandbox's own books, as a provider would keep them in its own house. */
export interface ChargeStore {
  /** Creates the charge unless its key has one. */
  createOrFind(charge: SandboxCharge): Promise<{ readonly charge: SandboxCharge; readonly created: boolean }>;
  /** Takes a failing charge to authorized; answers the charge as it stands then, whatever it was. */
  recover(key: string): Promise<SandboxCharge>;
  /** Marks the key as voided, whether it has a charge or not. */
  void(key: string): Promise<void>;
}
