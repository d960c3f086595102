namespace ClarityConnect.Workflows.OpenApi.Schemas;

/// <summary>What a schema describes.</summary>
internal enum SchemaKind
{
    /// <summary>Anything, or several things.</summary>
    Any,

    /// <summary>A text.</summary>
    Text,

    /// <summary>A whole number.</summary>
    Integer,

    /// <summary>A number.</summary>
    Number,

    /// <summary>True or false.</summary>
    Boolean,

    /// <summary>A list.</summary>
    List,

    /// <summary>An object.</summary>
    Object,
}
