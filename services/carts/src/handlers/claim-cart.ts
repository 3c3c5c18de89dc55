import { claimCart as contract } from '@tradewind/contracts/carts/claim-cart';
import { functionHandler } from '@tradewind/middleware';
import { claimCart } from '../use-cases/claim-cart.ts';
import { cartDeps } from '../wiring.ts';

export const handler = functionHandler(contract, { deps: cartDeps }, ({ deps, request }) => claimCart(deps)(request));
