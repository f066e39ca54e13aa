import { isJson, type Json } from "./json";

/** Constants of Pulumi's wire format, with which the engine marks secrets and unknown values. */
const signatureKey = "4dabf18193072939515e22adb298388d";
const secretSignature = "1b47061264138c4ac30d75fd1eb44270";
const unknownValue = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

const isSecret = (value: Json): boolean => value[signatureKey] === secretSignature;

/** Removes the marks for secrets from a value, at any depth. */
export function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plain);
  if (!isJson(value)) return value;
  if (isSecret(value)) return plain(value["value"]);
  return Object.fromEntries(Object.entries(value).map(([key, field]) => [key, plain(field)]));
}

/** The value as an object without marks for secrets; an empty object if the value is not an object. */
export const plainObject = (value: unknown): Json => {
  const object = plain(value);
  return isJson(object) ? object : {};
};

/** Whether any part of a value is secret. */
export function holdsSecret(value: unknown): boolean {
  if (Array.isArray(value)) return value.some(holdsSecret);
  return isJson(value) && (isSecret(value) || Object.values(value).some(holdsSecret));
}

/** Whether any part of a value is unknown. */
export function holdsUnknown(value: unknown): boolean {
  if (value === unknownValue) return true;
  if (Array.isArray(value)) return value.some(holdsUnknown);
  return isJson(value) && Object.values(value).some(holdsUnknown);
}

/** Marks a value as secret. */
export const secret = (value: unknown): Json => ({ [signatureKey]: secretSignature, value });

/** Marks fields as secret if they contain a secret in `like`, or if `named` lists them. */
export const withSecrets = (fields: Json, like: Json, named: readonly string[] = []): Json =>
  Object.fromEntries(
    Object.entries(fields).map(([key, value]) => [key, named.includes(key) || holdsSecret(like[key]) ? secret(value) : value]),
  );

/** All secret strings in a value, for removing them from messages. Leaves out strings shorter than 4 characters. */
export function secretTexts(value: unknown, inSecret = false): string[] {
  if (typeof value === "string") return inSecret && value.length >= 4 ? [value] : [];
  if (Array.isArray(value)) return value.flatMap((part) => secretTexts(part, inSecret));
  if (!isJson(value)) return [];
  return isSecret(value) ? secretTexts(value["value"], true) : Object.values(value).flatMap((part) => secretTexts(part, inSecret));
}
