namespace ClarityConnect.Workflows.Engine.Instances;

/// <summary>Of what in a child instance its parent is to be told.</summary>
internal enum ParentNotice
{
    /// <summary>Of nothing.</summary>
    None,

    /// <summary>Of its end.</summary>
    End,

    /// <summary>Of its first rest: its end, or the first time that it waits.</summary>
    Rest,
}
