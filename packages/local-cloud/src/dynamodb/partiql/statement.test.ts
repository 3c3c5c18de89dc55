import { describe, expect, it } from '@jest/globals';
import { parseStatement } from './statement.ts';

const NOT_WELL_FORMED = "Statement wasn't well formed, can't be processed: ";
const LEFTOVER = `${NOT_WELL_FORMED}Unexpected token after expression`;
const OVERFLOW = 'Number overflow. Attempting to store a number with magnitude larger than supported range';

function faultOf(text: string): unknown {
  try {
    parseStatement(text);
    return undefined;
  } catch (error) {
    return error;
  }
}

const where = (condition: string) => `SELECT * FROM "shop" WHERE ${condition}`;
const update = (assignment: string) => `UPDATE shop SET ${assignment} WHERE pk = 1`;

describe('a statement of PartiQL', () => {
  it('names its table or index, its columns and the order', () => {
    expect(parseStatement(`select a.b[0], "c d" from "shop"."by date" where "pk" = 'it''s' order by sk desc`)).toEqual({
      kind: 'select',
      columns: [['a', 'b', 0], ['c d']],
      table: 'shop',
      index: 'by date',
      where: { type: '=', args: [['pk'], { S: "it's" }] },
      order: { attribute: 'sk', descending: true },
    });
  });

  it.each([
    ['7.31e6', { N: '7310000' }],
    ['-.73e1', { N: '-7.3' }],
    ['TRUE', { BOOL: true }],
    ['null', { NULL: true }],
    [`[1, {'a': <<'x', 'y'>>}]`, { L: [{ N: '1' }, { M: { a: { SS: ['x', 'y'] } } }] }],
    ['<<1, 2.0>>', { NS: ['1', '2'] }],
    ['[]', { L: [] }],
    ['{}', { M: {} }],
  ])('reads the value %s', (text, value) => {
    expect(parseStatement(`INSERT INTO shop VALUE {'v': ${text}}`)).toMatchObject({ item: { v: value } });
  });

  it('fills in parameters in their order', () => {
    expect(parseStatement(`INSERT INTO shop VALUE {'a': ?, 'b': [?]}`, [{ S: 'x' }, { N: '1e2' }])).toMatchObject({
      item: { a: { S: 'x' }, b: { L: [{ N: '100' }] } },
    });
    expect(faultOf('SELECT * FROM shop WHERE a = ?')).toMatchObject({
      message: "Number of parameters in request and statement don't match.",
    });
  });

  it.each([
    ['a = 1 AND b = 2 OR NOT c = 3', { type: 'or' }],
    ['(a = 1 OR b = 2) AND c = 3', { type: 'and' }],
    ['a BETWEEN 1 AND 2', { type: 'between' }],
    ['a IN (1, 2)', { type: 'in' }],
    ['a != 1', { type: '<>' }],
    ['a IS NOT MISSING', { type: 'not', args: [{ name: 'attribute_not_exists' }] }],
    ['a IS STRING', { name: 'attribute_type', args: [['a'], { S: 'S' }] }],
    ['Attribute_Exists(a.b) = false', { type: 'not', args: [{ name: 'attribute_exists' }] }],
    ['size(a) > 2', { type: '>', args: [{ name: 'size' }, { N: '2' }] }],
  ])('reads the condition %s', (condition, expected) => {
    expect(parseStatement(where(condition))).toMatchObject({ where: expected });
  });

  it.each([
    ['UPDATE shop SET a.b = a.b + 1, c = list_append(c, [2]) REMOVE d[0] WHERE pk = 1'],
    ['FROM shop WHERE pk = 1 SET a.b = a.b + 1, c = list_append(c, [2]) REMOVE d[0]'],
  ])('says what it changes: %s', (text) => {
    expect(parseStatement(text)).toMatchObject({
      kind: 'update',
      changes: {
        UpdateExpression: 'SET #1.#2 = #1.#2 + :1, #3 = list_append(#3, :2) REMOVE #4[0]',
        ExpressionAttributeNames: { '#1': 'a', '#2': 'b', '#3': 'c', '#4': 'd' },
        ExpressionAttributeValues: { ':1': { N: '1' }, ':2': { L: [{ N: '2' }] } },
      },
    });
  });

  it('adds to sets and takes from them by the clauses of UpdateItem', () => {
    expect(parseStatement(update(`a = set_add(a, <<1>>) SET b = SET_DELETE(b, <<'x'>>)`))).toMatchObject({
      changes: { UpdateExpression: 'ADD #1 :1 DELETE #2 :2' },
    });
  });

  it.each([['-- a note\nSELECT * FROM shop'], ['SELECT * /* a\nnote */ FROM shop -- the end']])(
    'may have comments: %j',
    (text) => {
      expect(parseStatement(text)).toMatchObject({ kind: 'select', table: 'shop', where: undefined });
    },
  );

  it.each([
    ['SLECT * FROM shop', `${NOT_WELL_FORMED}Expected data manipulation`],
    [where('pk = 1 foo'), LEFTOVER],
    [where('pk = 1 e5'), LEFTOVER],
    [where('pk = 1)'), LEFTOVER],
    ['SELECT * FROM shop ORDER BY pk WHERE pk = 1', LEFTOVER],
    [`INSERT INTO shop VALUE {'pk': 1} foo`, LEFTOVER],
    [`INSERT INTO shop s VALUE {'pk': 1}`, LEFTOVER],
    ['DELETE FROM shop WHERE pk = 1 ORDER BY pk', LEFTOVER],
    [where('pk = 1e2147483648'), NOT_WELL_FORMED],
    [where('pk = 1.5e-2147483647'), NOT_WELL_FORMED],
    [where('pk = 1 # note'), NOT_WELL_FORMED],
    [where('pk = 1 /* note'), NOT_WELL_FORMED],
    ['SELECT * FROM "shop', NOT_WELL_FORMED],
    ['SELECT * FROM shop s WHERE pk = 1', 'Aliasing is not supported'],
    ['DELETE FROM shop AS s WHERE pk = 1', 'Aliasing is not supported'],
    ['SELECT * FROM "" WHERE pk = 1', 'Path component cannot be an empty string'],
    ['SELECT * FROM a.b.c', 'A path may contain at most 2 components in the FROM clause'],
    [where('pk = 1e126'), `${OVERFLOW} under root`],
    [`INSERT INTO shop VALUE {'m': {'x': 1e126}}`, `${OVERFLOW} under root.x`],
    [`INSERT INTO shop VALUE {'l': [1, 1e126]}`, `${OVERFLOW} under root[1]`],
    [`INSERT INTO shop VALUE {'s': <<>>}`, 'Empty bags are not supported'],
    [
      `DELETE FROM shop WHERE pk = 1 RETURNING ALL NEW *`,
      'Invalid returning clause: RETURNING ALL NEW *. Only RETURNING ALL OLD * is allowed in DELETE statements.',
    ],
    [
      where('pk = 1 AND a < TRUE'),
      'Incorrect operand type for operator or function; operator or function: <, operand type: BOOL',
    ],
    [
      where('attribute_exists()'),
      'Incorrect number of operands for operator or function; operator or function: attribute_exists, number of operands: 0',
    ],
    [
      where(`attribute_exists('a')`),
      'Operator or function requires a document path; operator or function: attribute_exists',
    ],
    [where('\nEXISTS(a)'), 'Unrecognized function: exists at 2:1:6'],
    ['SELECT size(a) FROM shop', 'Unexpected path component at 1:8:4'],
    [`INSERT INTO shop VALUE {'a': set_add(1)}`, 'Unsupported data type: set_add under key root at 1:30:7'],
    [update('a = set_add(b, <<1>>)'), 'The first argument to SET_ADD must equal the assignment value at 1:21:7'],
    [update('a = set_add(a)'), 'SET_ADD must have exactly two arguments at 1:21:7'],
    [update('a = set_delete(a, 1)'), 'The second argument to SET_DELETE must be a value with type SET at 1:32:1'],
  ])('is refused: %j', (text, message) => {
    expect(faultOf(text)).toMatchObject({ code: 'ValidationException', message });
  });
});
