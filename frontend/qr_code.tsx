// A QR code on white, in the dark as well: cameras want it so.
import type { Join } from "./meeting_view";
import { t } from "./words";

const QUIET = 4; // modules around a code

export function QrCode({ join }: { join: Join }) {
  if (!join.qr) return null;
  const side = join.qr.size + 2 * QUIET;
  return (
    <svg class="qr-code" viewBox={`${-QUIET} ${-QUIET} ${side} ${side}`} role="img" aria-label={t("QR code to join")}>
      <rect class="paper" x={-QUIET} y={-QUIET} width={side} height={side} />
      <path class="ink" d={join.qr.path} />
    </svg>
  );
}

/** The address as people type it: without what every browser adds by itself. */
export function shortAddress({ url }: Join): string {
  return url.replace(/^https?:\/\//, "").replace(/\/join\/\w+$/, "/join");
}

/** Six letters are easier to read in two halves. */
export function spaced(code: string): string {
  return `${code.slice(0, 3)} ${code.slice(3)}`;
}
