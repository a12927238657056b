// Theme and language of this Outlook, kept in the browser. A theme change reaches open add-ins at once.
const THEMES = {
  light: { name: "Light", bodyBackgroundColor: "#ffffff", bodyForegroundColor: "#242424", controlBackgroundColor: "#f3f2f1", controlForegroundColor: "#242424" },
  dark: { name: "Dark", bodyBackgroundColor: "#242322", bodyForegroundColor: "#f3f2f1", controlBackgroundColor: "#3b3937", controlForegroundColor: "#f3f2f1" },
  contrast: { name: "High contrast", bodyBackgroundColor: "#000000", bodyForegroundColor: "#ffffff", controlBackgroundColor: "#000000", controlForegroundColor: "#ffff00" },
};
const LANGUAGES = { "en-US": "English", "de-DE": "Deutsch", "fr-FR": "Français", "es-ES": "Español", "it-IT": "Italiano", "nl-NL": "Nederlands", "ja-JP": "日本語" };
const dark = matchMedia("(prefers-color-scheme: dark)");
const listeners = new Set();

const kept = (name) => {
  try {
    return localStorage.getItem(name);
  } catch {
    return null;
  }
};
const keep = (name, value) => {
  try {
    localStorage.setItem(name, value);
  } catch {
    // a browser without storage forgets it
  }
};

export const theme = () => (THEMES[kept("outlook.theme")] ? kept("outlook.theme") : dark.matches ? "dark" : "light");
export const language = () => (LANGUAGES[kept("outlook.language")] ? kept("outlook.language") : "en-US");

export function colours() {
  const { name, ...all } = THEMES[theme()];
  return { ...all, isDarkTheme: theme() !== "light" };
}

// As the event carries them: numbers.
export const numbers = () => Object.fromEntries(Object.entries(colours()).filter(([, value]) => typeof value === "string").map(([name, value]) => [name, parseInt(value.slice(1), 16)]));

export function dress() {
  document.documentElement.dataset.theme = theme();
}

export function setTheme(name) {
  keep("outlook.theme", name);
  dress();
  listeners.forEach((listener) => listener());
}

// Outlook loads itself anew in another language; so does this.
export function setLanguage(name) {
  keep("outlook.language", name);
  location.reload();
}

export const onTheme = (listener) => listeners.add(listener);
dark.addEventListener("change", () => {
  dress();
  listeners.forEach((listener) => listener());
});

export const choices = () => [
  ...Object.entries(THEMES).map(([name, { name: text }]) => ({ text: `Theme: ${text}`, checked: theme() === name, act: () => setTheme(name) })),
  ...Object.entries(LANGUAGES).map(([name, text]) => ({ text: `Language: ${text}`, checked: language() === name, act: () => setLanguage(name) })),
];
dress();
