namespace ClarityConnect.Workflows.Connectors.Intacct.Setup;

/// <summary>The dimensions that lines are tagged with.</summary>
public enum DimensionKind
{
    /// <summary>Locations and entities.</summary>
    Location,

    /// <summary>Departments.</summary>
    Department,

    /// <summary>Classes.</summary>
    Class,

    /// <summary>Projects.</summary>
    Project,

    /// <summary>Customers.</summary>
    Customer,

    /// <summary>Items.</summary>
    Item,

    /// <summary>Vendors.</summary>
    Vendor,

    /// <summary>Employees.</summary>
    Employee,
}
