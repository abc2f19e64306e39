/** How the usual test libraries and runtimes begin to tell why a program failed. */
export const TELLING =
  /: Failure$|\berror\b[ :]|^\s{0,8}(?:FAILED|FAIL|Error|Fatal|E {3})\b|[Aa]ssert(?:ion)?\b.{0,200}\bfail|^terminate called|what\(\):|^Traceback |panicked at|\w(?:Exception|Error): |Sanitizer: |^Segmentation fault/;
