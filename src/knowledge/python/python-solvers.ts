import type { Line } from '../../core/domain/line.js';
import { Excerpt } from '../../core/parse/excerpt.js';
import type { Findings, Parser, Reading } from '../../core/parse/parser.js';

/** conda's exceptions are classes that end its run; libmamba says at its own level what it could not do. */
const CONDA =
  /^(?:(?:\w{0,40}Unsatisfiable|PackagesNotFound(?:InChannels)?|ResolvePackageNotFound|SpecsConfigurationConflict|NoChannelsConfigured|EnvironmentLocationNotFound|Conda\w{1,40}|LibMamba\w{1,40})(?:Error)?: ?|(?:error|critical) {1,4}libmamba |ResolvePackageNotFound:)(?<message>.{0,500})$/;
/** PDM heads its own errors with the class in brackets. */
const PDM =
  /^\[(?<code>[A-Z]\w{2,60}(?:Error|Impossible|Exception)|ResolutionImpossible|CandidateNotFound)\]: (?<message>\S.{0,500})$/;
const OVER = /^(?:##\[|\$ |\+ |npm |make)/;
const MOST_LINES = 80;

/** What conda, mamba and PDM say when they give up: their last word, whatever else the text shows. */
export const pythonSolvers: Parser = {
  name: 'python-solvers',
  anchors: [
    'UnsatisfiableError:',
    'PackagesNotFound',
    'ResolvePackageNotFound',
    'libmamba Could not solve',
    '[ResolutionImpossible]',
    '[CandidateNotFound]',
  ],
  start(line, before) {
    const conda = CONDA.exec(line.text)?.groups;
    if (conda) return new SolverReading(line, conda['message'] as string, 'conda');
    const pdm = PDM.exec(line.text)?.groups;
    if (pdm === undefined) return undefined;
    return new SolverReading(line, pdm['message'] as string, 'pdm', before.slice(reasonFrom(before)));
  },
};

/** PDM tells the conflicting requirements above its last word. */
function reasonFrom(before: readonly Line[]): number {
  const at = before.findLastIndex(({ text }) => /^(?:Unable to find a resolution|🔒 Lock failed)/.test(text));
  return at < 0 ? before.length : at;
}

class SolverReading implements Reading {
  readonly #excerpt = new Excerpt();
  readonly #installer: 'conda' | 'pdm';
  #message: string;

  constructor(line: Line, message: string, installer: 'conda' | 'pdm', above: readonly Line[] = []) {
    for (const each of above) this.#excerpt.add(each, /^Unable to|^\s+\S+ \(from /.test(each.text));
    this.#excerpt.add(line, true);
    this.#message = message.trim();
    this.#installer = installer;
  }

  next(line: Line): 'more' | 'refused' {
    const { text } = line;
    const isAnother = CONDA.test(text);
    if (this.#installer === 'pdm' || OVER.test(text) || this.#excerpt.size > MOST_LINES) return 'refused';
    const isSaid = this.#message === '' && text.trim() !== '';
    if (isSaid) this.#message = text.trim().slice(0, 500);
    this.#excerpt.add(line, isAnother || isSaid || /^\s{1,4}(?:- |├─ |└─ )\S/.test(text));
    return 'more';
  }

  end(): Findings {
    const failure = this.#excerpt.failure({
      tool: 'pip',
      kind: 'dependency',
      code: this.#installer === 'pdm' ? 'conflict' : 'unsatisfiable',
      message: this.#message === '' ? 'The solver found no set of packages' : this.#message,
      facts: { installer: this.#installer },
    });
    return { failures: [failure] };
  }
}
