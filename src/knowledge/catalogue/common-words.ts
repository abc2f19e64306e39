/**
 * Words that stand in so many lines of passing runs that one of them alone says nothing: an expression that has another literal
 * is looked for by that. `npm run prefilter` measures them.
 */
export const COMMON: ReadonlySet<string> = new Set(
  'https:// http:// error failed timeout config status docker npm http https path type version should health value building downloading loading reading missing expired running test tests build server client connection service container file name info warning time request response run started starting'.split(
    ' ',
  ),
);
