import { describe, expect, it } from '@jest/globals';
import { unexplainedWildcards } from './wildcards.ts';

const statement = (resource: string, comment = ''): string => `
work:
  iamRoleStatements:
    - Effect: Allow
      Action: [sqs:SendMessage]
      Resource: !GetAtt Queue.Arn
${comment}    - Effect: Allow
      Action: [logs:CreateLogDelivery]
      Resource: ${resource}
`;

describe('unexplainedWildcards', () => {
  it.each([
    "'*'",
    "['arn:aws:sqs:::a', '*']",
    "!Sub '${Table.Arn}/index/*'",
    'arn:aws:s3:::bucket/?',
    "\n        - '*'",
  ])('finds %s', (resource) => {
    expect(unexplainedWildcards(statement(resource))).toEqual([{ line: 7, resource: expect.stringMatching(/[*?]/) }]);
  });

  it.each(['!GetAtt Table.Arn', "!Sub '${Table.Arn}/index/gsi1'", "!Sub '${AWS::Region}-${*}'"])(
    'has nothing against %s',
    (resource) => {
      expect(unexplainedWildcards(statement(resource))).toEqual([]);
    },
  );

  it('accepts a reason above the statement or in it', () => {
    expect(unexplainedWildcards(statement("'*'", '    # These actions know no resources.\n'))).toEqual([]);
    expect(unexplainedWildcards(statement("'*' # these actions know no resources"))).toEqual([]);
  });

  it('does not take a word for a reason, nor the reason of another statement', () => {
    expect(unexplainedWildcards(statement("'*'", '    # everything\n'))).toHaveLength(1);
    const elsewhere = statement("'*'").replace('sqs:SendMessage]', 'sqs:SendMessage] # a reason for this statement');
    expect(unexplainedWildcards(elsewhere)).toHaveLength(1);
  });
});
