import { functionNameOf } from '../functions/runtime.ts';
import type { CloudModel } from '../templates/model.ts';
import { compileGlob } from './glob.ts';
import { textIn } from './requests/input.ts';
import { resourcesOfType } from './roles.ts';

/** A statement of a function's own policy: which service may call it, and for what. */
export interface FunctionPermission {
  allows(service: string, sourceArn: string, functionName: string): boolean;
}

/** The permissions that the templates declare; those which the framework generates for its events go without saying. */
export function functionPermissions({ services }: CloudModel): FunctionPermission[] {
  return resourcesOfType(services, 'AWS::Lambda::Permission').map(({ properties }) => {
    const [principal, target] = [
      textIn(properties, 'Principal'),
      functionNameOf(textIn(properties, 'FunctionName') ?? ''),
    ];
    const source = compileGlob(textIn(properties, 'SourceArn') ?? '*');
    return {
      allows: (service, sourceArn, functionName) =>
        service === principal && functionName === target && source.matches(sourceArn),
    };
  });
}
