namespace ClarityConnect.Workflows.OpenApi.Operations;

/// <summary>How a body is written.</summary>
internal enum BodyKind
{
    /// <summary>As JSON.</summary>
    Json,

    /// <summary>As the fields of a form.</summary>
    Form,

    /// <summary>As the fields of a form with files.</summary>
    Multipart,

    /// <summary>As text.</summary>
    Text,

    /// <summary>As bytes.</summary>
    Bytes,
}
