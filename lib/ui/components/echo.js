// What the visitor chose holds at once; Python hears of it and echoes it later, perhaps one click behind.

/** @typedef {{ asked: string, told: string[] }} Echo asked, told: by and to Python, as text */

/**
 * Whether what Python sends is to be taken over: not the same again, and nothing that is behind.
 * @param {Echo} echo @param {string} sent
 */
export function isNews(echo, sent) {
  const position = echo.told.indexOf(sent);
  if (position >= 0) echo.told.splice(0, position + 1);
  else if (sent !== echo.asked) echo.told = [];
  const found = sent !== echo.asked && !echo.told.length;
  echo.asked = sent;
  return found;
}
