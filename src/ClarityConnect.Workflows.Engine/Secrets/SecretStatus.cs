namespace ClarityConnect.Workflows.Engine.Secrets;

/// <summary>What a version of a secret is good for.</summary>
public enum SecretStatus
{
    /// <summary>It is given to activities.</summary>
    Active,

    /// <summary>A newer version took its place; its value is gone.</summary>
    Retired,

    /// <summary>Somebody withdrew it; its value is gone.</summary>
    Revoked,
}
