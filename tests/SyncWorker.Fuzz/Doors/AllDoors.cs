namespace SyncWorker.Fuzz.Doors;

/// <summary>Every door that is entered.</summary>
static class AllDoors
{
    public static IReadOnlyList<Door> List { get; } =
    [
        .. SourceDoors.List,
        .. HttpDoors.List,
        .. TextDoors.List,
        .. ScheduleDoors.List,
        .. ConfigDoors.List,
        .. SheetDoors.List,
        .. MailDoors.List,
        CalendarDoor.Door,
        CommandLineDoor.Door,
    ];

    public static Door? Find(string name) => List.FirstOrDefault(door => door.Name == name);
}
