/** Objects of one kind, by id, in creation order. */
export class Store<T extends { readonly id: string }> {
  readonly #all = new Map<string, T>();

  list(): readonly T[] {
    return [...this.#all.values()];
  }

  get(id: string): T | undefined {
    return this.#all.get(id);
  }

  find(wanted: (one: T) => boolean): T | undefined {
    return this.list().find(wanted);
  }

  put(one: T): T {
    this.#all.set(one.id, one);
    return one;
  }

  /** Replaces the given fields of an object. Throws when there is none, because a manual edit in a test must have an effect. */
  change(id: string, change: Partial<T>): T {
    const before = this.#all.get(id);
    if (before === undefined) throw new Error(`No object has the id ${id}; there are: ${[...this.#all.keys()].join(", ")}`);
    return this.put({ ...before, ...change, id });
  }

  /** Returns false when there was none. */
  remove(id: string): boolean {
    return this.#all.delete(id);
  }
}

/** The contents of these stores, by kind. */
export type Held<S> = { readonly [K in keyof S]: S[K] extends Store<infer T> ? T : never };

/** Ids as servers assign them: increasing numbers, shared by all kinds. */
export class Ids {
  #last: number;

  constructor(first = 1000) {
    this.#last = first;
  }

  next(): string {
    return String(++this.#last);
  }
}
