/** What we use of Eleventy and of the Markdown library it brings; neither has types of its own. */
declare module '@11ty/eleventy' {
  interface Configuration {
    setUseGitIgnore(use: boolean): void;
    setTemplateFormats(formats: readonly string[]): void;
    addTemplate(path: string, content: string, data: Readonly<Record<string, unknown>>): void;
    amendLibrary(engine: 'md', change: (library: import('./docs-markdown.js').Markdown) => void): void;
    addTransform(
      name: string,
      change: (
        this: { readonly page: { readonly outputPath: string; readonly rawInput: string } },
        content: string,
      ) => string,
    ): void;
  }
  export default class Eleventy {
    constructor(
      input: string,
      output: string,
      options: {
        readonly quietMode: boolean;
        readonly configPath: null;
        readonly config: (config: Configuration) => object;
      },
    );
    write(): Promise<unknown>;
  }
}
