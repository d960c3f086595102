using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace ClarityConnect.Workflows.Persistence.Schema;

/// <summary>The engine's bytes as the drivers know them.</summary>
internal sealed class BytesConverter()
    : ValueConverter<ReadOnlyMemory<byte>, byte[]>(value => value.ToArray(), value => new ReadOnlyMemory<byte>(value));
