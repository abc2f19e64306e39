import { expect, it } from 'vitest';
import { dotnetTest } from '../../../src/knowledge/dotnet/dotnet-test.js';
import { runParser } from '../run-parser.js';

it('a theory with arguments, an exception, and the old form', () => {
  const log = `[xUnit.net 00:00:00.55]     Acme.CartTests.Adds(name: "red [one]") [FAIL]
  Failed Acme.CartTests.Adds(name: "red [one]") [12 ms]
  Error Message:
   Assert.Equal() Failure
Expected: 4
Actual:   3
  Stack Trace:
     at Acme.CartTests.Adds(String name) in /src/CartTests.cs:line 9
  Standard Output Messages:
 Failed to greet
  Failed Acme.CartTests.Breaks [< 1 ms]
  Error Message:
   System.InvalidOperationException : no cart
  Stack Trace:
     at Acme.Cart.Open() in /src/Cart.cs:line 3
   at Acme.CartTests.Breaks() in /src/CartTests.cs:line 12
Failed   Acme.OldTests.Adds
Error Message:
 Expected: True
Stack Trace:
   at Acme.OldTests.Adds() in /src/OldTests.cs:line 4

Failed!  - Failed:     3, Passed:     1, Skipped:     0, Total:     4, Duration: 12 ms - Acme.dll (net8.0)
`;
  expect(runParser(dotnetTest, log).failures).toMatchObject([
    { name: 'Acme.CartTests.Adds(name: "red [one]")', message: 'Assert.Equal() Failure', location: { line: 9 } },
    { name: 'Acme.CartTests.Breaks', code: 'InvalidOperationException', message: 'no cart' },
    { name: 'Acme.OldTests.Adds', location: { file: '/src/OldTests.cs', line: 4 } },
  ]);
});

it('a word in a program’s output is no test', () => {
  expect(runParser(dotnetTest, '  Failed to reach the server [12 ms]\nretrying\n').failures).toEqual([]);
});
