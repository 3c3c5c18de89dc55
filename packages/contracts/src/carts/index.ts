import type { EventDefinition } from '../events/event.ts';
import type { FunctionDefinition } from '../functions/function.ts';
import type { RouteDefinition } from '../http/route.ts';
import { addCartItem } from './add-cart-item.ts';
import { changeCartItem } from './change-cart-item.ts';
import { claimCart } from './claim-cart.ts';
import { createCart } from './create-cart.ts';
import { getCart } from './get-cart.ts';
import { CartsPersonErased } from './person-erased.v1.ts';
import { CartsPersonExported } from './person-exported.v1.ts';
import { releaseCart } from './release-cart.ts';
import { removeCartItem } from './remove-cart-item.ts';

export const routes: readonly RouteDefinition[] = [createCart, getCart, addCartItem, changeCartItem, removeCartItem];
export const events: readonly EventDefinition[] = [CartsPersonErased, CartsPersonExported];
export const functions: readonly FunctionDefinition[] = [claimCart, releaseCart];
