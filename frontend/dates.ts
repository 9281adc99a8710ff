// Dates as people read them, in the language of the page.

/** A date, and a time when the options ask for one; British order where the page is in English. */
export function dateWords(date: Date, options: Intl.DateTimeFormatOptions): string {
  const language = document.documentElement.lang || "en";
  return date.toLocaleString(language === "en" ? "en-GB" : language, options);
}
