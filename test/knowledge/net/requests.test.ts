import { expect, test } from 'vitest';
import { curl } from '../../../src/knowledge/net/curl.js';
import { runParser } from '../run-parser.js';

const ENDED = '##[error]Process completed with exit code 22.';
const asked = (command: string) =>
  runParser(curl, `+ ${command}\ncurl: (22) The requested URL returned error: 500\n${ENDED}`).failures.map(
    ({ tool }) => tool,
  );

test.each([
  'curl -fsS https://api.orchard.test/healthz',
  'curl --fail http://127.0.0.1:9000/',
  'curl -f http://gateway:8080/ready?full=1',
])('asks how a service is: %s', (command) => expect(asked(command)).toEqual(['shell']));

test.each([
  'curl -fsSLO https://downloads.orchard.test/v2/press.tar.gz',
  'curl -fsS -X POST -d @body.json http://127.0.0.1:9000/orders',
  'curl -f https://api.orchard.test/v1/apples',
])('asks for something else: %s', (command) => expect(asked(command)).toEqual(['curl']));

test('without an address one cannot tell', () => expect(asked('deploy.sh')).toEqual(['shell']));

test('a bare 404 is no health check, unless the words around it say so', () => {
  const tools = (words: string) =>
    runParser(curl, `${words}\ncurl: (22) The requested URL returned error: 404\n${ENDED}`).failures.map(
      ({ tool }) => tool,
    );
  expect(tools('Downloading the compiler')).toEqual(['curl']);
  expect(tools('Waiting for the service')).toEqual(['shell']);
});
