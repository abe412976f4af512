/** A trusted document: the server knows its text by this hash. The type parameters live only in the checker. */
export interface Doc<Result, Variables> {
  readonly id: string;
  readonly types?: (variables: Variables) => Result;
}
