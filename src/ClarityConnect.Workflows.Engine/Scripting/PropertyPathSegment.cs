namespace ClarityConnect.Workflows.Engine.Scripting;

/// <summary>One step of a <see cref="PropertyPath"/>.</summary>
/// <param name="Name">Property name; for <c>[0]</c> the digits.</param>
/// <param name="IsOptional">Written with <c>?.</c>: nothing to read from gives no value instead of an error.</param>
public readonly record struct PropertyPathSegment(string Name, bool IsOptional);
