/** A text as a regular expression that matches just it; JavaScript's, RE2's, Go's and CMake's read it alike. */
export function literalExpression(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
}
