namespace ClarityConnect.Workflows.Engine.Connections;

/// <summary>How a field of a connection is filled in.</summary>
public enum ConnectionFieldKind
{
    /// <summary>A line of text.</summary>
    Text,

    /// <summary>A web address.</summary>
    Address,

    /// <summary>A number.</summary>
    Number,

    /// <summary>Yes or no.</summary>
    Switch,

    /// <summary>One of some names.</summary>
    Choice,

    /// <summary>A value that is stored encrypted and never shown.</summary>
    Secret,
}
