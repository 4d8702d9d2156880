/**
 * Patterns that look at several lines match long after the line that holds their literal. What
 * was hit in the last lines of an input buffer counts on:
 *
 *   lines      a   b   c   d   e        pattern of 3 lines whose literal is in b
 *   age of b       0   1   2   -        is tried on b, c and d
 */
export class Reach {
  /** Subjects of the scanner that were hit, and how many lines ago. */
  readonly subjects: number[] = [];
  private readonly ages: number[] = [];
  /** Lines to come for which all patterns of several lines are tried: what is before them was not looked at. */
  private unknown = 0;
  /** The last line is one of them. */
  isUnknown = false;

  /** Nothing is known of the last lines, and nothing that was known counts. */
  reset(lines: number): void {
    this.subjects.length = 0;
    this.ages.length = 0;
    this.unknown = lines;
  }

  /** Nothing is known of the last lines. */
  forget(lines: number): void {
    this.unknown = Math.max(this.unknown, lines);
  }

  /** Lines may pass unseen. */
  get isEmpty(): boolean {
    return this.unknown === 0 && this.subjects.length === 0;
  }

  /** A line was added to the buffer; `lines` says how many lines each subject looks at. */
  moveOn(lines: Int32Array): void {
    this.isUnknown = this.unknown > 0;
    if (this.isUnknown) this.unknown--;
    let kept = 0;
    for (let index = 0; index < this.subjects.length; index++) {
      const subject = this.subjects[index] as number;
      const age = (this.ages[index] as number) + 1;
      if (age >= (lines[subject] as number)) continue;
      this.subjects[kept] = subject;
      this.ages[kept++] = age;
    }
    this.subjects.length = kept;
    this.ages.length = kept;
  }

  /** The line `age` lines before the last one holds a literal. */
  hit(subject: number, age: number): void {
    const known = this.subjects.indexOf(subject);
    if (known < 0) {
      this.subjects.push(subject);
      this.ages.push(age);
    } else {
      this.ages[known] = Math.min(this.ages[known] as number, age);
    }
  }
}
