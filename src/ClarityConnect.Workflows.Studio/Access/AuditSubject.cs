namespace ClarityConnect.Workflows.Studio.Access;

/// <summary>Where an endpoint notes what it changed, if its route does not name it.</summary>
public static class AuditSubject
{
    /// <summary>The key among the request's items; the value is the subject's text.</summary>
    public static readonly object Key = new();
}
