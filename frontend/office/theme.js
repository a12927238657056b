// @ts-check
/** The pane wears Outlook's theme; before Outlook tells it, the system's. */

/** No other theme of Outlook's is as dark as the one of high contrast. */
const BLACK = '#000000';

/** @param {any} theme Office.context.officeTheme */
export function wear(theme) {
  if (theme?.bodyBackgroundColor?.toLowerCase() === BLACK) {
    document.documentElement.dataset.theme = 'contrast';
    return;
  }
  const dark = theme?.bodyBackgroundColor ? luminance(theme.bodyBackgroundColor) < 0.4 : matchMedia('(prefers-color-scheme: dark)').matches;
  document.documentElement.dataset.theme = dark ? 'dark' : 'light';
}

/** @param {string} colour #rrggbb */
function luminance(colour) {
  const value = parseInt(colour.slice(1), 16);
  const [red, green, blue] = [(value >> 16) & 255, (value >> 8) & 255, value & 255];
  return (0.2126 * red + 0.7152 * green + 0.0722 * blue) / 255;
}
