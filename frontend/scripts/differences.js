// What two versions of a text differ in, page by page: lines that went, lines that came.
const LONGEST = 4000; // lines: beyond, only sets of lines are compared

/** Lines of `one` and `other` that are not in their longest common subsequence. */
function changed(one, other) {
  const table = Array.from({ length: one.length + 1 }, () => new Uint16Array(other.length + 1));
  for (let i = one.length - 1; i >= 0; i -= 1) {
    for (let j = other.length - 1; j >= 0; j -= 1) {
      table[i][j] = one[i] === other[j] ? table[i + 1][j + 1] + 1 : Math.max(table[i + 1][j], table[i][j + 1]);
    }
  }
  const removed = [];
  const added = [];
  let [i, j] = [0, 0];
  while (i < one.length || j < other.length) {
    if (i < one.length && j < other.length && one[i] === other[j]) { i += 1; j += 1; }
    else if (j >= other.length || (i < one.length && table[i + 1][j] >= table[i][j + 1])) removed.push(one[i++]);
    else added.push(other[j++]);
  }
  return { removed, added };
}

/** Each page of the new version that differs from the same page of the old one; pages that went, under their number. */
export function differences(old, now) {
  const found = [];
  for (let at = 0; at < Math.max(old.length, now.length); at += 1) {
    const [before, after] = [old[at] || [], now[at] || []];
    const long = before.length + after.length > LONGEST;
    const { removed, added } = long
      ? { removed: before.filter((line) => !after.includes(line)), added: after.filter((line) => !before.includes(line)) }
      : changed(before, after);
    if (removed.length || added.length) found.push({ page: at + 1, removed, added });
  }
  return found;
}
