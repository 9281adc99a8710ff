// A list to choose one thing from, with its label.
export type Pair = [value: string, words: string];
type PickProps = { label: string; value: string; choose: (value: string) => void; options: Pair[] };

export function Pick({ label, value, choose, options }: PickProps) {
  return (
    <label class="pick">
      <span>{label}</span>
      <select value={value} onChange={(event) => choose(event.currentTarget.value)}>
        {options.map(([each, words]) => (
          <option key={each} value={each}>
            {words}
          </option>
        ))}
      </select>
    </label>
  );
}
