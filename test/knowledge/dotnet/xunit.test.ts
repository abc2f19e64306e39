import { expect, it } from 'vitest';
import { xunit } from '../../../src/knowledge/dotnet/xunit.js';
import { runParser } from '../run-parser.js';

const MARKS = `[xUnit.net 00:00:00.27]     Kiln.Tests.DoorTests.Opens(hot: True) [FAIL]
[xUnit.net 00:00:00.28]     Kiln.Tests.GlazeTests.Runs [FAIL]
`;
const TOLD = `  Échec Kiln.Tests.DoorTests.Opens(hot: True) [56 ms]
  Message d'erreur :
   Assert.True() Failure
Expected: True
Actual:   False
  Arborescence des appels de procédure :
     à Kiln.Tests.DoorTests.Opens(Boolean hot) dans C:\\w\\DoorTests.cs:ligne 12
  Réussi Kiln.Tests.DoorTests.Closes [1 ms]
  Échec Kiln.Tests.GlazeTests.Runs [< 1 ms]
  Message d'erreur :
   System.InvalidOperationException : too cold
`;

it('names and reasons of xUnit under a vstest that speaks another language', () => {
  const end =
    'Échec!  - échec :     2, réussite :     1, ignorée(s) :     0, total :     3, durée : 9 ms - Kiln.Tests.dll (net9.0)\n';
  expect(runParser(xunit, `${MARKS}${TOLD}\n${end.replace('Échec!  -', 'Échec! :')}`).failures).toMatchObject([
    {
      name: 'Kiln.Tests.DoorTests.Opens(hot: True)',
      message: 'Assert.True() Failure Expected: True Actual:   False',
      location: { file: 'C:\\w\\DoorTests.cs', line: 12 },
    },
    { name: 'Kiln.Tests.GlazeTests.Runs', message: 'System.InvalidOperationException : too cold' },
  ]);
});

it("leaves it to vstest's own words where they are English", () => {
  const end =
    'Failed!  - Failed:     2, Passed:     1, Skipped:     0, Total:     3, Duration: 9 ms - Kiln.Tests.dll (net9.0)\n';
  expect(runParser(xunit, `${MARKS}${end}`).failures).toEqual([]);
});
