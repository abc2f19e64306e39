/** Literals one of which stands in pytest's last line, whatever it counts. */
export const PYTEST_TALLY: readonly string[] = [
  ' failed in ',
  ' failed, ',
  ' error in ',
  ' errors in ',
  ' error, ',
  ' errors, ',
  ' passed in ',
  ' passed, ',
];
