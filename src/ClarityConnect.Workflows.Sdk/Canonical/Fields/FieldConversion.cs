namespace ClarityConnect.Workflows.Sdk.Canonical.Fields;

/// <summary>How the value of a custom field is converted.</summary>
public enum FieldConversion
{
    /// <summary>As text.</summary>
    Text,

    /// <summary>As a decimal number.</summary>
    Number,

    /// <summary>As a date, from one format to another.</summary>
    Date,

    /// <summary>As yes or no, in the target's words for them.</summary>
    YesNo,

    /// <summary>By a list of choices: each value has its counterpart.</summary>
    Choice,
}
