using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace ClarityConnect.Workflows.Persistence.Schema;

/// <summary>Moments are stored in UTC; PostgreSQL's driver refuses any other offset.</summary>
internal sealed class UtcConverter() : ValueConverter<DateTimeOffset, DateTimeOffset>(value => value.ToUniversalTime(), value => value);
