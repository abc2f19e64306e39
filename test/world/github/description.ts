import { readFileSync } from 'node:fs';
import addFormats from 'ajv-formats';
import { type Document, OpenAPIBackend, type ParsedRequest, type Request } from 'openapi-backend';

/** One described operation that a request asks for. */
export interface Asked {
  readonly operation: string;
  readonly request: ParsedRequest;
}

/** GitHub's own description of its API, cut by scripts/cut-openapi.ts, as a judge over requests and responses. */
export class Description {
  static #loaded: Promise<Description> | undefined;
  readonly #backend: OpenAPIBackend;

  private constructor(backend: OpenAPIBackend) {
    this.#backend = backend;
  }

  /** Made once: it compiles what it judges by, which takes longer than hundreds of requests, and keeps nothing of them. */
  static load(): Promise<Description> {
    Description.#loaded ??= Description.#read();
    return Description.#loaded;
  }

  static async #read(): Promise<Description> {
    const definition = JSON.parse(readFileSync(new URL('openapi.json', import.meta.url), 'utf8'), withNull) as Document;
    const backend = new OpenAPIBackend({
      definition,
      quick: true,
      ajvOpts: { strict: false, allErrors: true, coerceTypes: false },
      customizeAjv: (ajv) => {
        addFormats.default(ajv);
        return ajv;
      },
      coerceTypes: true,
    });
    await backend.init();
    // It lists all operations anew for each request.
    const operations = backend.router.getOperations();
    backend.router.getOperations = () => operations;
    return new Description(backend);
  }

  /** Which operation the request asks for; undefined when the description has none at that address. */
  match(request: Request): Asked | undefined {
    const operation = this.#backend.matchOperation(request);
    if (operation?.operationId === undefined) return undefined;
    return { operation: operation.operationId, request: this.#backend.router.parseRequest(request, operation) };
  }

  /** What is wrong with a request, in words; empty when nothing is. */
  complaintsAboutRequest(asked: Asked, request: Request): string[] {
    const { errors } = this.#backend.validateRequest(request, asked.operation);
    return (errors ?? []).map((error) => `request ${asked.operation}: ${error.instancePath} ${error.message ?? ''}`);
  }

  /** What is wrong with our own imitation's answer: a mistake in it would make every test worthless. */
  complaintsAboutResponse(asked: Asked, status: number, body: unknown): string[] {
    const { errors } = this.#backend.validateResponse(body, asked.operation, status);
    return (errors ?? []).map(
      (error) => `response ${asked.operation} ${status}: ${error.instancePath} ${error.message ?? ''}`,
    );
  }
}

/** What may be null may be so beside the values that are listed: GitHub's description forgets it in some lists. */
function withNull(_key: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  const { nullable, enum: listed } = value as { nullable?: unknown; enum?: unknown };
  return nullable === true && Array.isArray(listed) && !listed.includes(null)
    ? { ...value, enum: [...listed, null] }
    : value;
}
