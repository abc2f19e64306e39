import { describe, expect, it } from 'vitest';
import { inEnglish } from '../../../src/core/reading/in-english.js';
import { makeLine } from '../../../src/core/reading/line.js';

describe('inEnglish', () => {
  it.each([
    ['make: *** [Makefile:3: kiln] Fehler 2', 'make: *** [Makefile:3: kiln] Error 2'],
    ['make[1]: *** [Makefile:3 : kiln] Erreur 1 (ignorée)', 'make[1]: *** [Makefile:3: kiln] Error 1 (ignored)'],
    ['make: *** [mk/k.mk:16：fire.o] 错误 127', 'make: *** [mk/k.mk:16: fire.o] Error 127'],
    ['a.c:3:5: Fehler: »x« nicht deklariert', 'a.c:3:5: error: »x« nicht deklariert'],
    ['a.c:3:5: 错误：‘x’未声明', 'a.c:3:5: error: ‘x’未声明'],
    ['a.c:2:1: Warnung: x', 'a.c:2:1: warning: x'],
    [
      'a.c:1:10: schwerwiegender Fehler: kiln.h: Datei oder Verzeichnis nicht gefunden',
      'a.c:1:10: fatal error: kiln.h: No such file or directory',
    ],
    ['fire.sh: ligne 3 : kilnctl : commande introuvable', 'fire.sh: line 3: kilnctl: command not found'],
    ['fire.sh: línea 1: kilnctl: orden no encontrada', 'fire.sh: line 1: kilnctl: command not found'],
    ['fire.sh: Zeile 3: KILN ist nicht gesetzt.', 'fire.sh: line 3: KILN: unbound variable'],
    [
      '/usr/bin/ld : a.c:(.text+0x5) : référence indéfinie vers « heat »',
      "/usr/bin/ld: a.c:(.text+0x5): undefined reference to 'heat'",
    ],
    ['fire.c:79：对‘heat’未定义的引用', "fire.c:79: undefined reference to 'heat'"],
    [
      "make: *** 'kiln.o' に必要なターゲット 'kiln.h' を make するルールがありません.  中止.",
      "make: *** No rule to make target 'kiln.h', needed by 'kiln.o'.  中止.",
    ],
    [
      "cp: не удалось выполнить stat для 'dist/app.js': Нет такого файла или каталога",
      "cp: cannot stat 'dist/app.js': No such file or directory",
    ],
    ['E: Paket kiln-dev kann nicht gefunden werden.', 'E: Unable to locate package kiln-dev'],
  ])('%s', (said, english) => {
    expect(inEnglish(said)).toBe(english);
  });

  it.each([
    'attention: read this',
    'NOTA: la fecha',
    'Überprüfe kiln',
    'error: it is cold',
    'a : b : c',
    'x'.repeat(2000),
  ])('leaves alone what none of these tools says: %s', (said) => {
    expect(inEnglish(said)).toBe(said);
  });

  it('is quoted as it was printed', () => {
    const line = makeLine(1, 'a.c:3:5: Fehler: x', false);
    expect(line).toMatchObject({
      text: 'a.c:3:5: error: x',
      printed: 'a.c:3:5: Fehler: x',
      verbatim: 'a.c:3:5: Fehler: x',
    });
  });
});

describe('words of another language', () => {
  it.each([
    ['a line of 1,000 characters', `a.c:3:5: Fehler: ${'x'.repeat(983)}`, `a.c:3:5: error: ${'x'.repeat(983)}`],
    ['a longer one stays', `a.c:3:5: Fehler: ${'x'.repeat(984)}`, `a.c:3:5: Fehler: ${'x'.repeat(984)}`],
    ['a warning behind no place stays', 'Warnung: x', 'Warnung: x'],
    ['a mistake at the beginning', 'Fehler: x', 'error: x'],
    ['in the middle of a sentence stays', 'ein Fehler: x', 'ein Fehler: x'],
    ['in other letters', 'A.C:3:5: FEHLER: X', 'A.C:3:5: error: X'],
  ])('%s', (_, said, english) => {
    expect(inEnglish(said)).toBe(english);
  });
});
