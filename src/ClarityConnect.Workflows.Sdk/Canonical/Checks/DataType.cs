namespace ClarityConnect.Workflows.Sdk.Canonical.Checks;

/// <summary>What a field must hold.</summary>
public enum DataType
{
    /// <summary>Anything.</summary>
    Any,

    /// <summary>Text.</summary>
    Text,

    /// <summary>A number, or text that is one.</summary>
    Number,

    /// <summary>A number without decimals, or text that is one.</summary>
    WholeNumber,

    /// <summary>A date in ISO form, with or without a time.</summary>
    Date,

    /// <summary>True or false.</summary>
    YesNo,

    /// <summary>A list.</summary>
    List,

    /// <summary>An object with fields.</summary>
    Object,

    /// <summary>A currency code of three capital letters.</summary>
    Currency,

    /// <summary>An e-mail address.</summary>
    Email,
}
