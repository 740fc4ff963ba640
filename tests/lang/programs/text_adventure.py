# Rooms, items, a parser for commands and a scripted walk.
# stdin: look
# stdin: take lamp
# stdin: go north
# stdin: take key
# stdin: inventory
# stdin: go west
# stdin: fly
# stdin: go south
# stdin: use key
# stdin: go down
# stdin: drop lamp
# stdin: look
# stdin: quit
class Room:
    def __init__(self, name, text, items=()):
        self.name, self.text = name, text
        self.items = list(items)
        self.exits = {}

    def link(self, direction, other):
        back = {"north": "south", "south": "north", "down": "up", "up": "down"}[direction]
        self.exits[direction] = other
        other.exits[back] = self


class Game:
    def __init__(self):
        hall, kitchen, cellar = Room("hall", "A dusty hall.", ["lamp", "rug"]), Room("kitchen", "It smells.", ["key"]), Room("cellar", "Dark.")
        hall.link("north", kitchen)
        self.cellar, self.room, self.bag, self.moves = cellar, hall, [], 0
        self.hall = hall

    def do_look(self):
        """Describe the room."""
        print(self.room.text, "Items:", ", ".join(sorted(self.room.items)) or "none", "Exits:", *sorted(self.room.exits))

    def do_go(self, direction):
        if direction not in self.room.exits:
            raise KeyError(direction)
        self.room = self.room.exits[direction]
        print("You are in the", self.room.name)

    def do_take(self, item):
        self.room.items.remove(item)
        self.bag.append(item)
        print("Taken:", item)

    def do_drop(self, item):
        self.bag.remove(item)
        self.room.items.append(item)
        print("Dropped:", item)

    def do_use(self, item):
        if item == "key" and item in self.bag and self.room is self.hall:
            self.hall.link("down", self.cellar)
            print("A trapdoor opens.")
        else:
            print("Nothing happens.")

    def do_inventory(self):
        print("You carry:", self.bag)

    def run(self):
        while True:
            words = input("> ").split()
            self.moves += 1
            if words == ["quit"]:
                break
            command = getattr(self, "do_" + words[0], None)
            if command is None:
                print("I do not know how to", words[0])
                continue
            try:
                command(*words[1:])
            except KeyError as e:
                print("You cannot go", e)
            except ValueError:
                print("There is no", words[-1])
            except TypeError as e:
                print("What?", e)
        print("Done in", self.moves, "moves;", Game.do_look.__doc__)


Game().run()
# expect: > A dusty hall. Items: lamp, rug Exits: north
# expect: > Taken: lamp
# expect: > You are in the kitchen
# expect: > Taken: key
# expect: > You carry: ['lamp', 'key']
# expect: > You cannot go 'west'
# expect: > I do not know how to fly
# expect: > You are in the hall
# expect: > A trapdoor opens.
# expect: > You are in the cellar
# expect: > Dropped: lamp
# expect: > Dark. Items: lamp Exits: up
# expect: > Done in 13 moves; Describe the room.
