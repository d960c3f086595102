namespace ClarityConnect.Workflows.Sdk.Canonical.Fields;

/// <summary>A row of a table that maps fields of one system to those of another.</summary>
public sealed record FieldMapping
{
    /// <summary>The source's field, or a path to it such as "customFields.tier". Empty for a field that always has <see cref="Default"/>.</summary>
    public string? From { get; init; }

    /// <summary>The target's field.</summary>
    public string To { get; init; } = "";

    /// <summary>How the value is converted. Default as text.</summary>
    public FieldConversion As { get; init; }

    /// <summary>The value where the source has none; null to leave the field out.</summary>
    public string? Default { get; init; }

    /// <summary>Whether a missing value is a problem. Default false.</summary>
    public bool Required { get; init; }

    /// <summary>The most characters that a text may have; a longer one is cut. Null for any.</summary>
    public int? MaxLength { get; init; }

    /// <summary>The decimals that a number is rounded to, a half away from zero. Null to keep all.</summary>
    public int? Decimals { get; init; }

    /// <summary>The format of the source's dates. Default ISO.</summary>
    public string? Format { get; init; }

    /// <summary>The format of the target's dates. Default ISO.</summary>
    public string? TargetFormat { get; init; }

    /// <summary>The target's word for yes. Without it and <see cref="No"/> the value is true or false.</summary>
    public string? Yes { get; init; }

    /// <summary>The target's word for no.</summary>
    public string? No { get; init; }

    /// <summary>The target's value for each value of the source, without regard to case; "*" for any other.</summary>
    public IReadOnlyDictionary<string, string>? Choices { get; init; }
}
