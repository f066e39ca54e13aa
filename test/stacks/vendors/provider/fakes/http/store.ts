/** The objects of one kind, by ID, in creation order. */
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

  /** Replaces fields of an object. Throws if the object does not exist, because a manual edit in a test must have an effect. */
  change(id: string, change: Partial<T>): T {
    const before = this.#all.get(id);
    if (before === undefined) throw new Error(`No object has the id ${id}; there are: ${[...this.#all.keys()].join(", ")}`);
    return this.put({ ...before, ...change, id });
  }

  /** Removes an object. Returns false if it does not exist. */
  remove(id: string): boolean {
    return this.#all.delete(id);
  }
}

/** The types of the objects in the stores `S`, by kind. */
export type Held<S> = { readonly [K in keyof S]: S[K] extends Store<infer T> ? T : never };

/** Assigns IDs as servers do: increasing numbers, which all kinds share. */
export class Ids {
  #last: number;

  constructor(first = 1000) {
    this.#last = first;
  }

  next(): string {
    return String(++this.#last);
  }
}
