import { describe, expect, it } from '@jest/globals';
import { callOf } from './rest-api.test-support.ts';
import { contextOf } from './rest-call.ts';
import { renderTemplate } from './velocity.ts';

function render(template: string, { body = '', thingId = '1' } = {}): string {
  const call = { ...callOf({ body }), pathParameters: { thingId } };
  return renderTemplate(template, { call, body, context: contextOf(call), stageVariables: { colour: 'green' } });
}

describe('renderTemplate', () => {
  it.each([
    ["$input.params('thingId') $input.params('absent')", '1 '],
    ['$context.requestId $context.stage $context.identity.sourceIp', 'req-1 dev 203.0.113.7'],
    ['$stageVariables.colour', 'green'],
    ["$util.urlEncode('a b&c')", 'a+b%26c'],
    ["$util.urlDecode('a+b%26c')", 'a b&c'],
    ["$util.base64Decode($util.base64Encode('é'))", 'é'],
    ["$util.parseJson('[1,2]').get(1)", '2'],
  ])('knows %s', (template, expected) => {
    expect(render(template)).toBe(expected);
  });

  it('reads a JSON body by path, as values and as JSON', () => {
    const body = '{"lines":[{"sku":"A","n":1},{"sku":"B","n":2}],"total":{"n":3}}';
    const each = "#foreach($line in $input.path('$.lines'))$line.sku=$line.n#if($foreach.hasNext);#end#end";
    expect(render(each, { body })).toBe('A=1;B=2');
    expect(render("$input.json('$.total')", { body })).toBe('{"n":3}');
    expect(render("$input.json('$.absent')", { body })).toBe('""');
    expect(render('#set($n = 1)#set($n = $n + $input.path("$.total.n"))$n', { body })).toBe('4');
  });

  it("escapes as Java does and knows Java's patterns", () => {
    const thingId = 'O\'Neill"\n☃';
    expect(render("$util.escapeJavaScript($input.params('thingId'))", { thingId })).toBe('O\\\'Neill\\"\\n\\u2603');
    const unquoted = '$util.escapeJavaScript($input.params(\'thingId\')).replaceAll("\\\\\'", "\'")';
    expect(JSON.parse(`"${render(unquoted, { thingId })}"`)).toBe('O\'Neill"\n☃');
    expect(render('#if($input.params("thingId").matches("[0-9]+"))number#end')).toBe('number');
  });

  it('leaves what it does not know as it stands', () => {
    expect(render('$nothing.at.all')).toBe('$nothing.at.all');
  });

  it('takes a body for text: what looks like a template in it is none', () => {
    expect(render("$input.path('$.a')", { body: '{"a":"$context.requestId #if"}' })).toBe('$context.requestId #if');
  });
});
