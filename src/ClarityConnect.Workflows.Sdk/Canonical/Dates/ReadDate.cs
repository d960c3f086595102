namespace ClarityConnect.Workflows.Sdk.Canonical.Dates;

/// <summary>A date that was read.</summary>
/// <param name="Moment">The moment; midnight where no time was given.</param>
/// <param name="HasTime">Whether a time was given.</param>
public sealed record ReadDate(DateTimeOffset Moment, bool HasTime);
