// Times that people put in, and meetings for their calendars.

/** A time as an input of a browser wants it, in the time of the place where the browser is. */
export function localTime(at: number): string {
  const date = new Date(at * 1000);
  const here = new Date(date.getTime() - date.getTimezoneOffset() * 60_000);
  return here.toISOString().slice(0, 16);
}

export function download(text: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type: "text/calendar" }));
  link.download = "meeting.ics";
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}
