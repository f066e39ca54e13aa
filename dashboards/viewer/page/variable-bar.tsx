import type { ReactElement } from "react";
import { all } from "../model/variables";
import type { Change } from "./address";
import { MultiSelect, Select } from "./grafana";
import type { Shown } from "./use-variables";

const option = (value: string): { readonly label: string; readonly value: string } => ({ label: value === all ? "All" : value, value });

function Picker({ shown, set }: { readonly shown: Shown; readonly set: (values: readonly string[]) => void }): ReactElement {
  const { variable, options, choice } = shown;
  const choices = [...(variable.includeAll ? [all] : []), ...options].map(option);
  const id = `variable-${variable.name}`;
  if (variable.type === "textbox")
    return (
      <input
        id={id}
        defaultValue={choice[0] ?? ""}
        onBlur={(event) => set([event.target.value])}
        onKeyDown={(event) => {
          if (event.key === "Enter") event.currentTarget.blur();
        }}
        className="v-text-variable"
      />
    );
  if (!variable.multi)
    return (
      <Select
        inputId={id}
        width="auto"
        options={choices}
        value={choice[0] === undefined ? null : option(choice[0])}
        placeholder="none"
        onChange={({ value }) => set(value === undefined ? [] : [value])}
      />
    );
  return (
    <MultiSelect
      inputId={id}
      width="auto"
      options={choices}
      value={choice.map(option)}
      closeMenuOnSelect={false}
      onChange={(chosen) => {
        const values = chosen.flatMap(({ value }) => value ?? []);
        // "All" and single values exclude each other. The latest choice applies.
        const last = values.at(-1);
        set(last === all || values.length === 0 ? [all] : values.filter((value) => value !== all));
      }}
    />
  );
}

/** Shows the dashboard's variables, except constants and hidden variables. A change updates the URL. */
export function VariableBar(props: {
  readonly shown: readonly Shown[];
  readonly asked: Readonly<Record<string, readonly string[]>>;
  readonly change: Change;
}): ReactElement {
  const { shown, asked, change } = props;
  return (
    <>
      {shown
        .filter(({ variable }) => variable.hide !== 2 && variable.type !== "constant")
        .map((entry) => (
          <div className="v-variable" key={entry.variable.name}>
            <label htmlFor={`variable-${entry.variable.name}`}>{entry.variable.label ?? entry.variable.name}</label>
            <Picker shown={entry} set={(values) => change({ variables: { ...asked, [entry.variable.name]: values } })} />
            {entry.error !== undefined && (
              <span className="v-variable-error" role="alert">
                {entry.error}
              </span>
            )}
          </div>
        ))}
    </>
  );
}
