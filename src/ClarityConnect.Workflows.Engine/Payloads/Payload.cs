namespace ClarityConnect.Workflows.Engine.Payloads;

/// <summary>A large value, stored once under the hash of its content.</summary>
/// <param name="Hash">SHA-256 of the content, lower-case hex.</param>
/// <param name="Content">The value as JSON, UTF-8.</param>
public sealed record Payload(string Hash, ReadOnlyMemory<byte> Content);
