import { InvalidArgumentError } from "commander";

/** Parses an option that must be a whole number above 0; else throws InvalidArgumentError. `of` is its unit, such as `seconds`. */
export const wholeNumber =
  (of: string) =>
  (text: string): number => {
    const value = Number(text);
    if (!Number.isInteger(value) || value < 1) throw new InvalidArgumentError(`expected a whole number of ${of}.`);
    return value;
  };
